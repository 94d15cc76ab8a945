using System.Xml.Linq;

namespace OciIdMapHook.Benchmarks.Plots;

/// <summary>
/// Lines over two logarithmic axes, as SVG. By hand: it is a page of code, and libraries that draw plots fix the colours, while
/// this follows the reader's light or dark mode.
/// </summary>
internal sealed class LogLogPlot(string title, string xTitle, string yTitle, params IReadOnlyList<Series> series)
{
    private const int Width = 760;
    private const int Height = 440;
    private const int Left = 84;
    private const int Right = 730;
    private const int Top = 54;
    private const int Bottom = 372;
    private const int HalfTextHeight = 4;

    private readonly LogScale x = LogScale.Around([.. PointsOf(series).Select(point => point.X)], Left, Right);
    private readonly LogScale y = LogScale.Around([.. PointsOf(series).Select(point => point.Y)], Bottom, Top);

    public required Func<double, string> XLabel { get; init; }

    public required Func<double, string> YLabel { get; init; }

    public string ToSvg()
    {
        var yAxis = Svg.Text(yTitle, 0, 0, "axis");
        yAxis.SetAttributeValue("transform", $"translate(22 {(Top + Bottom) / 2}) rotate(-90)");
        return Svg.Element(
            "svg",
            [("viewBox", $"0 0 {Width} {Height}"), ("width", Width), ("height", Height), ("role", "img")],
            Svg.Element("title", [], title),
            Svg.Element("style", [], PlotStyle.Sheet),
            Svg.Element("rect", [("class", "paper"), ("width", Width), ("height", Height)]),
            Svg.Text(title, (Left + Right) / 2, 30, "title"),
            x.PowersOfTen.Select(VerticalLine),
            y.PowersOfTen.Select(HorizontalLine),
            Svg.Text(xTitle, (Left + Right) / 2, Height - 18, "axis"),
            yAxis,
            series.Select(Line),
            series.Select(Legend)) + "\n";
    }

    private static IEnumerable<(double X, double Y)> PointsOf(IEnumerable<Series> lines) =>
        lines.SelectMany(line => line.Points);

    private XElement VerticalLine(double value) => Svg.Group(
        "scale",
        Svg.Line(x.Place(value), Top, x.Place(value), Bottom, "grid"),
        Svg.Text(XLabel(value), x.Place(value), Bottom + 20, "tick"));

    private XElement HorizontalLine(double value) => Svg.Group(
        "scale",
        Svg.Line(Left, y.Place(value), Right, y.Place(value), "grid"),
        Svg.Text(YLabel(value), Left - 8, y.Place(value) + HalfTextHeight, "left"));

    private XElement Line(Series line)
    {
        (double X, double Y)[] places = [.. line.Points.Select(point => (x.Place(point.X), y.Place(point.Y)))];
        return Svg.Group(line.Style, Svg.Polyline(places), places.Select(place => Svg.Dot(place.X, place.Y)));
    }

    private static XElement Legend(Series line, int number)
    {
        const int RowHeight = 22;
        var middle = Top + 20 + (number * RowHeight);
        return Svg.Group(
            line.Style,
            Svg.Polyline([(Left + 16, middle), (Left + 46, middle)]),
            Svg.Dot(Left + 31, middle),
            Svg.Text(line.Name, Left + 54, middle + HalfTextHeight, "legend"));
    }
}
