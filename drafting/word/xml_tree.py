"""Parts of an XML tree by their names alone: WordprocessingML has two namespaces for one vocabulary."""

from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    """The children of that name."""
    return [part for part in element if local(part) == name]


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name; None where there is none, or no element."""
    return None if element is None else next((part for part in element if local(part) == name), None)


def value(element: Element | None, name: str) -> str:
    """The w:val of a child, "" where it is missing."""
    found = child(element, name)
    return "" if found is None else attribute(found, "val")


def attribute(element: Element, name: str) -> str:
    """An attribute's value, "" where it is missing."""
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), "")
