using System.Globalization;
using System.Xml.Linq;

namespace OciIdMapHook.Benchmarks.Plots;

/// <summary>Elements of SVG.</summary>
internal static class Svg
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    public static XElement Element(string name, IEnumerable<(string Name, object Value)> attributes, params object[] content) =>
        new(Namespace + name, attributes.Select(attribute => new XAttribute(attribute.Name, Text(attribute.Value))), content);

    public static XElement Group(string style, params object[] content) => Element("g", [("class", style)], content);

    public static XElement Line(double fromX, double fromY, double toX, double toY, string style) =>
        Element("line", [("class", style), ("x1", fromX), ("y1", fromY), ("x2", toX), ("y2", toY)]);

    public static XElement Polyline(IEnumerable<(double X, double Y)> points) =>
        Element("polyline", [("points", string.Join(' ', points.Select(point => $"{Text(point.X)},{Text(point.Y)}")))]);

    public static XElement Dot(double x, double y) => Element("circle", [("cx", x), ("cy", y), ("r", 4)]);

    public static XElement Text(string text, double x, double y, string style) =>
        Element("text", [("class", style), ("x", x), ("y", y)], text);

    private static string Text(object value) => value is double number
        ? number.ToString("0.#", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
