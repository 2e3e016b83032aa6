"""Pictures drawn by the course itself: things that people name at a glance, in settings, with boxes and captions."""
