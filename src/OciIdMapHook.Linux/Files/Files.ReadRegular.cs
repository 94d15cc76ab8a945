namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>Reads a regular file, and nothing else: a fifo, a device or a socket in its place is not waited for.</summary>
    /// <param name="file">The file, opened with <see cref="OpenFlags.NonBlocking"/> and not read yet.</param>
    /// <param name="status">What it is.</param>
    /// <param name="name">How it is called in errors.</param>
    /// <param name="limit">The most bytes it may hold.</param>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no regular file, or holds more than <paramref name="limit"/>
    /// bytes.</exception>
    public static ArraySegment<byte> ReadRegular(FileDescriptor file, FileStatus status, FileName name, int limit)
    {
        if (!status.IsRegular)
            throw new InvalidDataException($"{name} is no regular file");
        if (status.Size > (ulong)limit)
            throw new InvalidDataException($"{name} is larger than {limit} bytes");

        // A read of a regular file that gives less than asked for has come to its end.
        var buffer = GC.AllocateUninitializedArray<byte>((int)status.Size + 1);
        nint count;
        do
            count = Native.read(file, buffer, buffer.Length);
        while (SystemCall.Interrupted(count));
        SystemCall.Check(count, $"read of {name}");
        return count < buffer.Length
            ? new ArraySegment<byte>(buffer, 0, (int)count)
            : throw new InvalidDataException($"{name} is being written to while it is read");
    }
}
