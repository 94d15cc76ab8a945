namespace OciIdMapHook.Benchmarks.Rows;

/// <summary>What a row's figure is, and so the bar that it is held against.</summary>
internal enum Measure
{
    /// <summary>One median by another.</summary>
    Ratio,

    /// <summary>By which one median is more than another.</summary>
    MoreMilliseconds,

    Milliseconds,
    Mebibytes,
    Bytes,
}
