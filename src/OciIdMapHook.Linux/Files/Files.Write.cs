namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>write(2), all bytes in one call: the files of /proc that take a map take it whole or not at all.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bytes">What is written.</param>
    /// <param name="name">How the file is called in errors.</param>
    /// <param name="ofWhat">Whose it is: <c>of the held child</c>.</param>
    /// <param name="cause">The likely causes.</param>
    /// <exception cref="LinuxException">The call failed or wrote less.</exception>
    public static void WriteAtOnce(
        FileDescriptor file, ReadOnlySpan<byte> bytes, string name, string ofWhat, Func<Errno, string?>? cause = null)
    {
        nint written;
        do
            written = Native.write(file, bytes, bytes.Length);
        while (SystemCall.Interrupted(written));

        SystemCall.Check(written, $"write of {bytes.Length} bytes to {name} {ofWhat}", cause);
        if (written != bytes.Length)
        {
            throw new LinuxException(
                Errno.None, $"write to {name} {ofWhat}", $"only {written} of {bytes.Length} bytes were taken");
        }
    }

    /// <summary>write(2) until all is written.</summary>
    /// <exception cref="LinuxException">A call failed: some of it may be written.</exception>
    public static void WriteAll(FileDescriptor file, ReadOnlySpan<byte> bytes, string name)
    {
        while (bytes.Length > 0)
        {
            var written = Native.write(file, bytes, bytes.Length);
            if (SystemCall.Interrupted(written))
                continue;
            SystemCall.Check(written, $"write to {name}");
            bytes = bytes[(int)written..];
        }
    }

    /// <summary>
    /// write(2) of what nobody may be there to read: a failure is not reported, and what a pipe cannot take is lost.
    /// </summary>
    public static void TryWrite(FileDescriptor file, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var written = Native.write(file, bytes, bytes.Length);
            if (SystemCall.Interrupted(written))
                continue;
            if (written <= 0)
                return;
            bytes = bytes[(int)written..];
        }
    }
}
