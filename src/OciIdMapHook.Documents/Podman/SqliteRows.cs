using System.Buffers.Binary;

namespace OciIdMapHook.Documents;

/// <summary>Rows of a SQLite database by its bytes, found by the text of their first column.</summary>
/// <remarks>
/// "Database File Format" of the SQLite documentation: table b-tree leaf pages, cells with overflow pages, records. Every page is
/// looked at: what a page of no table is by now may hold older copies of rows.
/// </remarks>
internal ref struct SqliteRows
{
    private const int HeaderLength = 100;
    private const byte LeafOfTable = 0x0D;

    private readonly ReadOnlySpan<byte> file;
    private readonly int pageSize;
    private readonly int usable;

    /// <exception cref="DocumentException">It is no such database.</exception>
    internal SqliteRows(ReadOnlySpan<byte> file)
    {
        this.file = file;
        if (file.Length < HeaderLength || !file.StartsWith("SQLite format 3\0"u8))
            throw new DocumentException("no SQLite database");
        pageSize = BinaryPrimitives.ReadUInt16BigEndian(file[16..]) is var size && size == 1 ? 1 << 16 : size;
        usable = pageSize - file[20];
        if (pageSize < 512 || usable < 480)
            throw new DocumentException("no SQLite database");
    }

    /// <param name="key">The text of the first column.</param>
    /// <param name="column">The column that is wanted, from 0.</param>
    /// <returns>What is in that column in all such rows whose second column is a text too, the later ones in the file
    /// last.</returns>
    internal readonly List<byte[]> Find(ReadOnlySpan<byte> key, int column)
    {
        var found = new List<byte[]>();
        for (var start = 0; start + pageSize <= file.Length; start += pageSize)
        {
            var page = file.Slice(start, pageSize);
            var header = start == 0 ? HeaderLength : 0;
            if (page[header] != LeafOfTable || page.IndexOf(key) < 0)
                continue;
            var count = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 3)..]);
            for (var i = 0; i < count && header + 10 + (2 * i) <= pageSize; i++)
            {
                var cell = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 8 + (2 * i))..]);
                if (cell < usable && ValueOf(page[cell..usable], key, column) is { } value)
                    found.Add(value);
            }
        }

        return found;
    }

    private readonly byte[]? ValueOf(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> key, int column)
    {
        var length = ReadNumber(ref cell);
        ReadNumber(ref cell); // the row's id
        if (length < key.Length || length > file.Length || Payload(cell, (int)length) is not { } payload)
            return null;

        ReadOnlySpan<byte> types = payload;
        var headerLength = ReadNumber(ref types);
        if (headerLength < 1 || headerLength > payload.Length)
            return null;
        types = types[..Math.Max(0, (int)headerLength - (payload.Length - types.Length))];
        ReadOnlySpan<byte> values = payload.AsSpan((int)headerLength);
        for (var i = 0; types.Length > 0; i++)
        {
            var type = ReadNumber(ref types);
            var size = SizeOf(type);
            if (size > values.Length || (i <= 1 && !IsText(type)) || (i == 0 && !values[..(int)size].SequenceEqual(key)))
                return null;
            if (i == column)
                return IsBytes(type) ? values[..(int)size].ToArray() : null;
            values = values[(int)size..];
        }

        return null;
    }

    /// <summary>"Cell Payload Overflow Pages": how much of it is in the cell, and where the rest is.</summary>
    private readonly byte[]? Payload(ReadOnlySpan<byte> cell, int length)
    {
        var (most, least) = (usable - 35, ((usable - 12) * 32 / 255) - 23);
        var split = least + ((length - least) % (usable - 4));
        var local = length <= most ? length : split <= most ? split : least;
        if (local > cell.Length)
            return null;

        var payload = new byte[length];
        cell[..local].CopyTo(payload);
        var next = local < length && cell.Length >= local + 4 ? BinaryPrimitives.ReadUInt32BigEndian(cell[local..]) : 0;
        for (var done = local; done < length;)
        {
            var start = ((long)next - 1) * pageSize;
            if (start < 0 || start + pageSize > file.Length)
                return null;
            var page = file.Slice((int)start, usable);
            var part = Math.Min(length - done, usable - 4);
            page.Slice(4, part).CopyTo(payload.AsSpan(done));
            done += part;
            next = BinaryPrimitives.ReadUInt32BigEndian(page);
        }

        return payload;
    }

    /// <summary>A text, or a blob: what is given to SQLite as bytes stays bytes in a column of texts.</summary>
    private static bool IsBytes(long type) => type >= 12;

    private static bool IsText(long type) => type >= 13 && type % 2 == 1;

    private static long SizeOf(long type) => type switch
    {
        < 0 or 10 or 11 => long.MaxValue,
        <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        8 or 9 => 0,
        _ => (type - 12) / 2,
    };

    /// <summary>Seven bits in each byte but the ninth, most significant first; the eighth bit says that there are more.</summary>
    private static long ReadNumber(ref ReadOnlySpan<byte> bytes)
    {
        long number = 0;
        for (var i = 0; i < 9 && bytes.Length > 0; i++)
        {
            var (value, isLast) = (bytes[0], i == 8);
            bytes = bytes[1..];
            if (isLast)
                return (number << 8) | value;
            number = (number << 7) | (uint)(value & 0x7F);
            if ((value & 0x80) == 0)
                return number;
        }

        return -1;
    }
}
