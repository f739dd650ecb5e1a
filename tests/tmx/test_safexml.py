from __future__ import annotations

from tmx.safexml import encoding_override, legal, root_name


def test_the_root_is_known_from_a_head_that_ends_anywhere() -> None:
    root = root_name(b'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><!-- x --><tmx version="1.4"><hea')
    assert root is not None
    assert root.localname == "tmx"


def test_a_namespace_and_utf16_do_not_hide_the_root() -> None:
    text = '<t:tmx xmlns:t="urn:t"><t:header/>'
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"):
        root = root_name(text.encode(encoding))
        assert root is not None
        assert (root.namespace, root.localname) == ("urn:t", "tmx")


def test_what_is_not_xml_has_no_root() -> None:
    assert root_name(b"msgid <tmx>") is None
    assert root_name(b"") is None
    assert root_name(b"<") is None


def test_a_root_whose_prefix_nothing_declares_is_none() -> None:
    assert root_name(b"<x:tmx/>") is None


def test_a_declaration_that_tools_are_known_to_get_wrong_is_overruled() -> None:
    assert encoding_override(b'<?xml version="1.0" encoding="utf-16"?><tmx>') == "utf-8"
    assert encoding_override(b'<?xml version="1.0" encoding="GB2312"?><tmx>') == "gb18030"
    assert encoding_override("<tmx/>".encode("utf-16-le")) == "utf-16le"
    assert encoding_override(b'<?xml version="1.0" encoding="windows-1252"?>') is None


def test_four_characters_of_utf8_overrule_a_chinese_declaration_and_one_any_other() -> None:
    for declared, text, found in (
        ("gb2312", "é", "gb18030"),
        ("gb2312", "保税区域", "utf-8"),
        ("big5", "保税区域", "utf-8"),
        ("iso-8859-1", "é", "utf-8"),
        ("us-ascii", "é", "utf-8"),
        ("iso-8859-1", "e", None),
        ("nope", "é", "utf-8"),
    ):
        head = f'<?xml version="1.0" encoding="{declared}"?><tmx>{text}'.encode()
        assert encoding_override(head) == found, (declared, text)


def test_a_mark_goes_before_a_declaration() -> None:
    text = '<?xml version="1.0" encoding="gb2312"?><tmx>保税区</tmx>'
    assert encoding_override(text.encode("utf-8-sig")) is None  # libxml2 goes by it
    assert encoding_override(text.encode("utf-16")) is None
    assert encoding_override(text.encode("utf-32")) == "utf-32le"


def test_illegal_characters_are_left_out_and_counted() -> None:
    assert legal("a\0b\x0bc\ufffed\ud800") == ("abcd", 4)
    assert legal("保税区\t\n\r\U0001f600") == ("保税区\t\n\r\U0001f600", 0)
