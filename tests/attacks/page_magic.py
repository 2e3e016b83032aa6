"""Cells whose magic makes them HTML, JavaScript or SVG: what colours source may treat them as such."""

EXERCISE = "helper"
CELL = r"""
%%html
<script>document.title = 'attack-ran'</script><img src=x onerror="document.title='attack-ran'">
"""
