namespace DevFlow.WorkflowEngine.Api;

internal static class RequestLimits
{
    /// <summary>A value of 1 MiB in JSON, with some of its characters written in more than one.</summary>
    public const int MaxBodyBytes = 3 * 1024 * 1024 / 2;
}
