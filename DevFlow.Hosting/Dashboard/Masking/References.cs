using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Dashboard;

/// <summary>What values are made of.</summary>
internal static class References
{
    /// <summary>The value itself, what it refers to, what that refers to, and so on.</summary>
    public static IEnumerable<object> Behind(object value) => Walk(value, _ => true);

    /// <summary>The resources that the value is made of, and not what these are made of.</summary>
    public static IEnumerable<IResource> ResourcesIn(object value) => Walk(value, part => part is not IResource || part == value).OfType<IResource>().Where(resource => resource != value);

    private static IEnumerable<object> Walk(object value, Func<object, bool> isFollowed)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([value]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            yield return next;
            foreach (var reference in next is IValueWithReferences { References: var references } && isFollowed(next) ? references : [])
                open.Push(reference);
        }
    }
}
