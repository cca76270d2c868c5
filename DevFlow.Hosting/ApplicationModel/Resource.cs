using System.Diagnostics;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The base of every resource.</summary>
[DebuggerDisplay("{GetType().Name}: {Name}")]
public abstract class Resource : IResource
{
    /// <summary>Names a resource.</summary>
    /// <param name="name">Letters, digits and dashes; starts with a letter; at most 64 characters.</param>
    /// <exception cref="ArgumentException">The name is not of that form.</exception>
    protected Resource(string name)
    {
        ResourceName.Check(name);
        Name = name;
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
