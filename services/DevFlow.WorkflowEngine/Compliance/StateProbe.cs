namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>Looks at what the engine itself is set to.</summary>
/// <param name="Statement">What is to hold.</param>
/// <param name="Query">What is looked at.</param>
/// <param name="Look">Looks: what is there, and whether that is as it should be.</param>
/// <param name="Gap">What to do where it is not.</param>
internal sealed record StateProbe(string Statement, string Query, Func<ProbeContext, (string Result, bool? Holds)> Look, string Gap) : IProbe
{
    public Task<Evidence> AskAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var (result, holds) = Look(context);
        return Task.FromResult(new Evidence(Statement, Query, result, holds, holds is false ? Gap : null));
    }
}
