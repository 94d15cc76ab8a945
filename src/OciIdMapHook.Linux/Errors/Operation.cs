using System.Globalization;
using System.Runtime.CompilerServices;

namespace OciIdMapHook.Linux;

/// <summary>
/// What was tried, put into words only when it failed: a hook makes hundreds of calls, and nobody reads of those that worked.
/// </summary>
[InterpolatedStringHandler]
internal ref struct Operation
{
    private DefaultInterpolatedStringHandler words;

    public Operation(int literalLength, int formattedCount, nint result, out bool hasFailed)
    {
        hasFailed = result < 0;
        words = hasFailed ? Start(literalLength, formattedCount) : default;
    }

    public Operation(int literalLength, int formattedCount, FileDescriptor result, out bool hasFailed)
    {
        hasFailed = result.IsInvalid;
        words = hasFailed ? Start(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string literal) => words.AppendLiteral(literal);

    public void AppendFormatted<T>(T value) => words.AppendFormatted(value);

    internal string InWords() => words.ToStringAndClear();

    private static DefaultInterpolatedStringHandler Start(int literalLength, int formattedCount) =>
        new(literalLength, formattedCount, CultureInfo.InvariantCulture);
}
