using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Layouts;

/// <summary>What C# takes a C expression for, found in a class that calls constants and structs as C calls them.</summary>
/// <param name="Name">The constant, or the struct.</param>
/// <param name="Expression">What C has to give.</param>
/// <param name="Value">What C# has.</param>
internal sealed record NativeDeclaration(string Name, string Expression, long Value)
{
    private const BindingFlags Any =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Structs that are not as large as C's, and why; what they are instead.</summary>
    private static readonly Dictionary<Type, string> Sizes = new()
    {
        // A record ends where its name does, which is no field here.
        [typeof(Native.Struct.dirent64)] = "offsetof(struct dirent64, d_name)",

        // C has no name for as many as version 3 takes.
        [typeof(Native.Struct.__user_cap_data_structs)] = "_LINUX_CAPABILITY_U32S_3 * sizeof(struct __user_cap_data_struct)",

        // It leaves room for another C library's.
        [typeof(Native.Struct.posix_spawn_file_actions_t)] =
            "256 * (sizeof(posix_spawn_file_actions_t) <= 256 && _Alignof(posix_spawn_file_actions_t) <= 8)",
    };

    /// <summary>The compilers whose headers are asked, and what stands for one machine alone.</summary>
    internal static readonly (string Compiler, Type Machine)[] Machines =
        [("gcc", typeof(Native.X64)), ("aarch64-linux-gnu-gcc", typeof(Native.Arm64))];

    /// <summary>Every constant and every struct with each of its fields, of a class and of those within it.</summary>
    /// <param name="type">The class.</param>
    /// <param name="machine">The one of <see cref="Machines"/> that is meant.</param>
    internal static IEnumerable<NativeDeclaration> In(Type type, Type machine) =>
        [.. ConstantsIn(type, machine), .. LayoutsIn(type, machine)];

    /// <summary>Every constant.</summary>
    /// <inheritdoc cref="In"/>
    internal static IEnumerable<NativeDeclaration> ConstantsIn(Type type, Type machine) => ClassesIn(type, machine)
        .SelectMany(one => one.GetFields(Any))
        .Where(field => field.IsLiteral)
        .Select(field => new NativeDeclaration(field.Name, field.Name, ToLong(field.GetRawConstantValue()!)));

    /// <summary>Every struct with each of its fields.</summary>
    /// <inheritdoc cref="In"/>
    internal static IEnumerable<NativeDeclaration> LayoutsIn(Type type, Type machine) => StructsIn(type, machine).SelectMany(Of);

    /// <summary>What differs between machines, as the one has it that the tests run on.</summary>
    internal static IEnumerable<NativeDeclaration> OfThisMachine() => typeof(Native).GetProperties(Any)
        .Select(property => new NativeDeclaration(property.Name, property.Name, ToLong(property.GetValue(null)!)));

    internal static IEnumerable<Type> StructsIn(Type type, Type machine) => ClassesIn(type, machine)
        .SelectMany(one => one.GetNestedTypes(Any))
        .Where(one => one.IsValueType);

    private static IEnumerable<Type> ClassesIn(Type type, Type machine) =>
        Machines.Any(other => other.Machine == type && type != machine)
            ? []
            : [type, .. type.GetNestedTypes(Any).Where(one => one.IsClass).SelectMany(one => ClassesIn(one, machine))];

    private static IEnumerable<NativeDeclaration> Of(Type type)
    {
        var c = type.Name.EndsWith("_t", StringComparison.Ordinal) ? type.Name : $"struct {type.Name}";
        yield return new(c, Sizes.TryGetValue(type, out var size) ? size : $"sizeof({c})", SizeOf(type));
        foreach (var field in type.GetFields(Fields).Where(field => !field.IsPrivate))
        {
            var (offset, length) = PlaceOf(type, field);
            yield return new(c, $"offsetof({c}, {field.Name})", offset);
            yield return new(c, $"sizeof((({c} *)0)->{field.Name})", length);
        }
    }

    /// <summary>Where a field is, by its bytes: nothing is marshalled here, and so no marshaller is asked.</summary>
    private static (int Offset, int Length) PlaceOf(Type type, FieldInfo field)
    {
        var value = RuntimeHelpers.GetUninitializedObject(field.FieldType);
        BytesOf(value).Fill(0xFF);
        var whole = RuntimeHelpers.GetUninitializedObject(type);
        field.SetValue(whole, value);
        var bytes = BytesOf(whole);
        return (bytes.IndexOf((byte)0xFF), bytes.Count((byte)0xFF));
    }

    private static int SizeOf(Type type) => BytesOf(RuntimeHelpers.GetUninitializedObject(type)).Length;

    private static Span<byte> BytesOf(object boxed)
    {
        var size = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(boxed.GetType());
        return MemoryMarshal.CreateSpan(ref Unsafe.As<Content>(boxed).First, (int)size.Invoke(null, null)!);
    }

    private static long ToLong(object value) =>
        value is nint native ? native : Convert.ToInt64(value, CultureInfo.InvariantCulture);

    /// <summary>A boxed value begins where an object's first field is.</summary>
    private sealed class Content
    {
        internal byte First;
    }
}
