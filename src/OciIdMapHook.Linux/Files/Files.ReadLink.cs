using System.Text;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>As many symbolic links as the kernel follows in one path.</summary>
    public const int MaxSymlinks = Native.MAXSYMLINKS;

    /// <summary>readlinkat(2).</summary>
    /// <exception cref="LinuxException">The link cannot be read, or its text is not UTF-8 and so could not be used
    /// again.</exception>
    public static string ReadLink(FileDescriptor directory, string path) => ReadLink(directory, path, path, cause: null);

    internal static string ReadLink(FileDescriptor directory, string path, FileName name, Func<Errno, string?>? cause)
    {
        Span<byte> buffer = stackalloc byte[Native.PATH_MAX];
        var length = SystemCall.Check(Native.readlinkat(directory, path, buffer, buffer.Length), $"readlink of {name}", cause);
        try
        {
            return StrictUtf8.GetString(buffer[..(int)length]);
        }
        catch (DecoderFallbackException)
        {
            throw new LinuxException(Errno.None, $"readlink of {path}", "the path it names is not UTF-8");
        }
    }

    private static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
