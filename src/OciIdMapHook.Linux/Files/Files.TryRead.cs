namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>One read(2).</summary>
    /// <returns>The bytes that were read; 0 at the end or where the call failed.</returns>
    internal static int TryRead(FileDescriptor file, Span<byte> buffer) =>
        (int)Math.Max(0, Native.read(file, buffer, buffer.Length));
}
