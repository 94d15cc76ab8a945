using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>A way to make an overlay of layers that are mounts of their own. For a thread that is thrown away.</summary>
internal interface IOverlayMaker
{
    /// <returns>The overlay, as a detached mount.</returns>
    /// <exception cref="LinuxException">The kernel refuses a layer or an option, or does not know this way.</exception>
    FileDescriptor Make(OverlayRecipe recipe);
}
