"""The script that makes the binary files needs a library that the tests do not."""

collect_ignore = ["make_files.py"]
