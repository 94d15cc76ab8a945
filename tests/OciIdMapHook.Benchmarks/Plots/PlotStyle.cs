namespace OciIdMapHook.Benchmarks.Plots;

internal static class PlotStyle
{
    /// <remarks>The paper has a colour of its own: a page may be dark where the reader's system is not.</remarks>
    public const string Sheet = """

        text { font: 13px system-ui, sans-serif; fill: #1f2328; text-anchor: middle; }
        .title { font-size: 16px; font-weight: 600; }
        .left { text-anchor: end; }
        .legend { text-anchor: start; }
        .paper { fill: #ffffff; }
        .grid { stroke: #d1d9e0; stroke-width: 1; }
        polyline { fill: none; stroke-width: 2.5; }
        .hook polyline { stroke: #0969da; }
        .hook circle { fill: #0969da; }
        .chown polyline { stroke: #bc4c00; stroke-dasharray: 7 4; }
        .chown circle { fill: #bc4c00; }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc; }
          .paper { fill: #0d1117; }
          .grid { stroke: #3d444d; }
          .hook polyline { stroke: #4493f8; }
          .hook circle { fill: #4493f8; }
          .chown polyline { stroke: #f0883e; }
          .chown circle { fill: #f0883e; }
        }

        """;
}
