using System.Text;

namespace OciIdMapHook.Linux;

public sealed partial class FileSystemContext
{
    private const int MaxMessage = 1024;

    /// <summary>
    /// What the file system itself says of the failure: read(2) gives one message a call, ENODATA when there is no more. A kernel
    /// that configures a file system the old way has none.
    /// </summary>
    private string? ReadLog()
    {
        var messages = new List<string>();
        Span<byte> buffer = stackalloc byte[MaxMessage];
        for (var length = Files.TryRead(context, buffer); length > 0; length = Files.TryRead(context, buffer))
            messages.Add(Encoding.UTF8.GetString(buffer[..length]).TrimEnd('\n'));
        return messages.Count == 0 ? null : $"the kernel says \"{string.Join("; ", messages)}\"";
    }
}
