namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>Reads a file from where it stands to its end.</summary>
    /// <param name="file">The file; a pipe is read until its last writer closes it.</param>
    /// <param name="name">How the file is called in errors.</param>
    /// <param name="limit">The most bytes it may hold.</param>
    /// <param name="expected">The most bytes it usually holds.</param>
    /// <param name="waitForData">Called before each read; throws to give up (a pipe may never end).</param>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds more than <paramref name="limit"/> bytes.</exception>
    public static ArraySegment<byte> ReadToEnd(
        FileDescriptor file, FileName name, int limit, int expected, Action? waitForData = null)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(Math.Min(expected + 1, limit + 1));
        var length = 0;
        while (true)
        {
            waitForData?.Invoke();
            var count = Native.read(file, buffer.AsSpan(length), buffer.Length - length);
            if (SystemCall.Interrupted(count))
                continue;

            length += (int)SystemCall.Check(count, $"read of {name}");
            if (length > limit)
                throw new InvalidDataException($"{name} is larger than {limit} bytes");
            if (count == 0)
                return new ArraySegment<byte>(buffer, 0, length);
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, limit + 1L));
        }
    }

    /// <summary>
    /// Reads a file to its end and keeps nothing of it: whoever writes to a pipe that nobody reads any more is killed by SIGPIPE.
    /// </summary>
    /// <inheritdoc cref="ReadToEnd"/>
    public static void ReadAway(FileDescriptor file, FileName name, Action waitForData)
    {
        var rest = GC.AllocateUninitializedArray<byte>(64 << 10);
        nint count;
        do
        {
            waitForData();
            count = Native.read(file, rest, rest.Length);
            if (!SystemCall.Interrupted(count))
                SystemCall.Check(count, $"read of {name}");
        }
        while (count != 0);
    }
}
