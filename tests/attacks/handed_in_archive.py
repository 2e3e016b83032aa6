"""A zip bomb and a pickle under the name of a notebook."""

import io
import zipfile

from synthetic_class import Material


def notebook(material: Material) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../attack-was-here", "0" * 10_000_000)
    return packed.getvalue()
