using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.NUnit;
using OciIdMapHook.Documents;
using Property = FsCheck.NUnit.PropertyAttribute;

namespace OciIdMapHook.UnitTests.Properties;

[Properties(Arbitrary = [typeof(MountInfoPropertyTests)], MaxTest = 500)]
public sealed class MountInfoPropertyTests
{
    public static Arbitrary<MountEntry> Entries()
    {
        var odd = Gen.Elements(" ", "\t", "\n", "\\", "\\040", "#", "a", "0", "-", "/", "é", "🦊", "\u0001", "\u007f", "\r")
            .ArrayOf().Select(string.Concat);
        return (
            from ids in Gen.Choose(1, int.MaxValue).Two()
            from root in odd
            from mountPoint in odd
            from optional in Gen.Elements("", "shared:1", "shared:1 master:2", "unbindable -x")
            from options in Gen.Elements("rw", "ro,nosuid,idmapped")
            from source in odd
            from super in odd
            select new MountEntry
            {
                Id = ids.Item1,
                ParentId = ids.Item2,
                Device = "0:44",
                Root = "/" + root,
                MountPoint = "/" + mountPoint,
                Options = options,
                OptionalFields = optional,
                FileSystemType = "fuse.x y",
                Source = source,
                SuperOptions = super,
                EscapedSuperOptions = Escape(super),
            }).ToArbitrary();
    }

    [Property]
    public bool What_the_kernel_writes_is_read_back(MountEntry[] entries)
    {
        var text = string.Concat(entries.Select(Write));
        return MountInfo.Parse(Encoding.UTF8.GetBytes(text)).SequenceEqual(entries);
    }

    [Property]
    public bool Any_bytes_are_read_or_refused(byte[] noise, MountEntry entry, int at)
    {
        var bytes = Encoding.UTF8.GetBytes(Write(entry)).ToList();
        bytes.InsertRange((int)((uint)at % bytes.Count), noise);
        try
        {
            return MountInfo.Parse([.. bytes]).Count >= 1;
        }
        catch (DocumentException exception)
        {
            return !exception.Message.Contains('\n', StringComparison.Ordinal);
        }
    }

    /// <summary>With any mount as any mount's parent, circles and lost parents included.</summary>
    [Property]
    public bool Around_a_mount_is_what_it_lies_on_and_all_below_it(NonEmptyArray<byte> parents, byte at)
    {
        var count = parents.Get.Length;
        var table = parents.Get
            .Select((parent, i) => Written[0] with { Id = i + 1, ParentId = parent % (count + 1) })
            .ToArray();
        var id = (at % count) + 1;
        var text = Encoding.UTF8.GetBytes(string.Concat(table.Select(Write)));

        return MountInfo.ParseAround(text, id)
            .SequenceEqual(table.Where(mount => LiesOn(table, mount.Id, id) || LiesOn(table, id, mount.Id)));
    }

    private static bool LiesOn(MountEntry[] table, int upper, int lower)
    {
        for (var steps = 0; steps <= table.Length && upper > 0; steps++)
        {
            if (upper == lower)
                return true;

            upper = table[upper - 1].ParentId;
        }

        return false;
    }

    private static IReadOnlyList<MountEntry> Written { get; } =
        MountInfo.Parse("36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue\n"u8);

    private static string Write(MountEntry entry)
    {
        var optional = entry.OptionalFields.Length == 0 ? "" : entry.OptionalFields + " ";
        return $"{entry.Id} {entry.ParentId} {entry.Device} {Escape(entry.Root)} {Escape(entry.MountPoint)} {entry.Options} "
            + $"{optional}- {Escape(entry.FileSystemType)} {Escape(entry.Source)} {Escape(entry.SuperOptions)}\n";
    }

    /// <summary>mangle in fs/proc_namespace.c.</summary>
    private static string Escape(string text) => string.Concat(text.Select(Escape));

    private static string Escape(char character) => character is ' ' or '\t' or '\n' or '\\' or '#'
        ? "\\" + Convert.ToString(character, 8).PadLeft(3, '0')
        : character.ToString();
}
