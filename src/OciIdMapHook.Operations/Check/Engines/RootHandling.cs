namespace OciIdMapHook.Operations;

/// <summary>How a runtime reaches a container's root after its hooks have run.</summary>
internal enum RootHandling
{
    Unknown,

    /// <summary>By its path: to mount over it is enough.</summary>
    ByPath,

    /// <summary>By a descriptor that it opened before: that must be re-opened, which takes ptrace(2).</summary>
    ByDescriptor,

    /// <summary>By its path, but masked and read-only paths by descriptors that it opened before.</summary>
    MasksByDescriptor,
}
