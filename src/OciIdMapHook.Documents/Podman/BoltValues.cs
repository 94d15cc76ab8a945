using System.Buffers.Binary;

namespace OciIdMapHook.Documents;

/// <summary>Values of a bbolt database by its bytes, found by their key in whichever bucket.</summary>
/// <remarks>
/// page.go of go.etcd.io/bbolt: page headers and the elements of leaf pages, in the byte order of the machine. Every page is
/// looked at: what is in use by no bucket may hold older values.
/// </remarks>
internal static class BoltValues
{
    private const uint Magic = 0xED0CDAED;
    private const int MagicOffset = 16; // behind the header of the first page
    private const int PageSizeOffset = 24;
    private const int HeaderLength = 16;
    private const int ElementLength = 16;
    private const ushort Leaf = 0x02;

    /// <param name="file">The whole file.</param>
    /// <param name="key">The key.</param>
    /// <returns>All values of it, the later ones in the file last.</returns>
    /// <exception cref="DocumentException">It is no such database.</exception>
    internal static List<byte[]> Find(ReadOnlySpan<byte> file, ReadOnlySpan<byte> key)
    {
        if (file.Length < HeaderLength + ElementLength || BinaryPrimitives.ReadUInt32LittleEndian(file[MagicOffset..]) != Magic)
            throw new DocumentException("no bbolt database");
        var pageSize = BinaryPrimitives.ReadInt32LittleEndian(file[PageSizeOffset..]);
        if (pageSize is < 512 or > 1 << 20)
            throw new DocumentException("no bbolt database");

        var found = new List<byte[]>();
        for (var number = 0; number < file.Length / pageSize; number++)
        {
            var page = file[(number * pageSize)..];
            if (BinaryPrimitives.ReadUInt64LittleEndian(page) == (ulong)number
                && BinaryPrimitives.ReadUInt16LittleEndian(page[8..]) == Leaf)
            {
                AddValues(found, page[..pageSize], page, key);
            }
        }

        return found;
    }

    /// <summary>The elements are in the page; keys and values go on in those after it.</summary>
    private static void AddValues(List<byte[]> found, ReadOnlySpan<byte> page, ReadOnlySpan<byte> rest, ReadOnlySpan<byte> key)
    {
        var count = BinaryPrimitives.ReadUInt16LittleEndian(page[10..]);
        for (var start = HeaderLength; count > 0 && start + ElementLength <= page.Length; count--, start += ElementLength)
        {
            var element = page.Slice(start, ElementLength);
            var place = start + (long)BinaryPrimitives.ReadUInt32LittleEndian(element[4..]);
            var keyLength = (long)BinaryPrimitives.ReadUInt32LittleEndian(element[8..]);
            var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(element[12..]);
            if (keyLength == key.Length && place + keyLength + length <= rest.Length
                && rest.Slice((int)place, key.Length).SequenceEqual(key))
            {
                found.Add(rest.Slice((int)(place + keyLength), (int)length).ToArray());
            }
        }
    }
}
