namespace DevFlow.WorkflowEngine.Access;

/// <summary>Marks a request that is refused for what it showed. One that shows no credentials is told to sign in, which is no denial.</summary>
internal sealed class Denied
{
    private static readonly Denied _credentials = new();

    /// <summary>What was refused, where the route does not say enough; of a fixed set, nothing that the caller sent.</summary>
    public string? What { get; private init; }

    /// <summary>Whether there may be thousands of it within a minute: how many there were is on record, and not each.</summary>
    public bool IsOfMany { get; private init; }

    public static void Mark(HttpContext context) => context.Features.Set(_credentials);

    public static void Mark(HttpContext context, string what) => context.Features.Set(new Denied { What = what });

    public static void MarkOneOfMany(HttpContext context, string what) => context.Features.Set(new Denied { What = what, IsOfMany = true });

    public static Denied? Of(HttpContext context) => context.Features.Get<Denied>();
}
