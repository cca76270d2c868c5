namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The resource cannot run on this machine: it has no address, and what is made of its address is left out.</summary>
internal sealed class SkippedAnnotation : IResourceAnnotation
{
    /// <summary>Whether a value is made of the address of a skipped resource, however indirectly.</summary>
    public static bool IsBehind(object value) => IsBehind(value, []);

    private static bool IsBehind(object value, HashSet<object> seen) => seen.Add(value)
        && ((value is IResource resource && resource.Of<SkippedAnnotation>().Any())
            || (value is IValueWithReferences { References: var references } && references.Any(reference => IsBehind(reference, seen))));
}
