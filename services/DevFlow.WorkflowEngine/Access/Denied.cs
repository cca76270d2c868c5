namespace DevFlow.WorkflowEngine.Access;

/// <summary>Marks a request that showed credentials which do not count. One that shows none is told to sign in, which is no denial.</summary>
internal sealed class Denied
{
    private static readonly Denied _mark = new();

    public static void Mark(HttpContext context) => context.Features.Set(_mark);

    public static bool IsMarked(HttpContext context) => context.Features.Get<Denied>() is not null;
}
