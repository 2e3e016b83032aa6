"""Source that becomes a script on the feedback page, if anything on it is not escaped."""

EXERCISE = "start-greet"
CELL = r'''
# </pre></div><script>document.title = "attack-ran"</script><img src=x onerror="document.title='attack-ran'">
r"""]]> --> </textarea></style></script><svg/onload=document.title='attack-ran'>
$$\href{javascript:attack}{x}$$ \(x\)"""
# <iframe srcdoc="<script>parent.document.title='attack-ran'</script>"></iframe> {{ 7 * 7 }} {% raw %} &lt;script&gt;
# \x1b]0;attack-ran\x07 \x1b[31m
def greet(name):
    return "<script>document.title = 'attack-ran'</script>"
'''
