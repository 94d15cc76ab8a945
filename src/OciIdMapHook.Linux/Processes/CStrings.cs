using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>An array of C strings that ends with a null pointer, as execve(2) takes it.</summary>
internal sealed class CStrings : IDisposable
{
    private readonly nint[] pointers;

    internal CStrings(IReadOnlyList<string> strings)
    {
        pointers = new nint[strings.Count + 1];
        for (var i = 0; i < strings.Count; i++)
            pointers[i] = Marshal.StringToCoTaskMemUTF8(strings[i]);
    }

    internal ReadOnlySpan<nint> Pointers => pointers;

    public void Dispose()
    {
        foreach (var pointer in pointers)
            Marshal.FreeCoTaskMem(pointer);
        Array.Clear(pointers);
    }
}
