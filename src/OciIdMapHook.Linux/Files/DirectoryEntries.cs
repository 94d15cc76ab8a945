using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>What is in a directory from where it stands to its end, without <c>.</c> and <c>..</c> (getdents64(2)).</summary>
/// <param name="directory">The directory, open for reading.</param>
/// <param name="directoryName">How it is called in errors.</param>
/// <param name="buffer">Where the kernel writes some of them at a time.</param>
internal ref struct DirectoryEntries(FileDescriptor directory, string directoryName, Span<byte> buffer)
{
    private readonly Span<byte> buffer = buffer;
    private ReadOnlySpan<byte> records;

    /// <summary>The entry's name, with the zero at its end; until the next one.</summary>
    internal ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>It is a directory, or the file system does not tell.</summary>
    internal bool MayBeDirectory { get; private set; }

    /// <exception cref="LinuxException">The directory cannot be read.</exception>
    internal bool MoveNext()
    {
        do
        {
            if (records.Length == 0 && !Read())
                return false;

            ref readonly var record = ref MemoryMarshal.AsRef<Native.Struct.dirent64>(records);
            var name = records[Unsafe.SizeOf<Native.Struct.dirent64>()..record.d_reclen];
            Name = name[..(name.IndexOf((byte)0) + 1)];
            MayBeDirectory = record.d_type is Native.DT_DIR or Native.DT_UNKNOWN;
            records = records[record.d_reclen..];
        }
        while (Name.SequenceEqual(".\0"u8) || Name.SequenceEqual("..\0"u8));
        return true;
    }

    private bool Read()
    {
        nint length;
        do
            length = Native.getdents64(directory, buffer, buffer.Length);
        while (SystemCall.Interrupted(length));
        records = buffer[..(int)SystemCall.Check(length, $"getdents64 of {directoryName}")];
        return records.Length > 0;
    }
}
