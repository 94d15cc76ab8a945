using OciIdMapHook.Benchmarks.Images;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>An image made a container's own by the hook, and by a chown of everything in it.</summary>
internal sealed record ImageComparison(Image Image, Samples Hook, Samples Chown)
{
    public Row ToRow() => Row.ByOurs(
        $"overlay snapshot of {Image.Name}: recursive chown / hook", Hook, Chown, Bars.RecursiveChown);
}
