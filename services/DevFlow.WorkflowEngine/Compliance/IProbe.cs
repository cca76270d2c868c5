namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>A question whose answer is evidence.</summary>
internal interface IProbe
{
    /// <summary>Asks it now.</summary>
    Task<Evidence> AskAsync(ProbeContext context, CancellationToken cancellationToken);
}
