using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Secrets;
using Microsoft.AspNetCore.Authorization;

namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>Asks all that a framework wants to know, now.</summary>
internal sealed class ComplianceReporter(
    VaultDatabase database, SecretsWorkspace workspace, DevFlowSettings settings, SecretsReader secrets, Metrics metrics, EndpointDataSource endpoints, TimeProvider time)
{
    /// <exception cref="VaultException">There is no such framework, or the database is away.</exception>
    public async Task<ComplianceReport> ReportAsync(VaultIdentity caller, string name, CancellationToken cancellationToken)
    {
        var framework = Frameworks.Find(name) ?? throw new VaultException(VaultError.NotFound, $"There is no framework '{name}'; there are {Frameworks.Names}.");
        var state = await secrets.ReadAsync(cancellationToken);
        var operations = endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var open = endpoints.Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var context = new ProbeContext(caller, database, workspace, settings, state, operations, open, time.GetUtcNow());

        var controls = new List<ComplianceControl>();
        foreach (var control in framework.Controls)
        {
            var evidence = new List<Evidence>();
            foreach (var probe in control.Probes)
                evidence.Add(await probe.AskAsync(context, cancellationToken));
            controls.Add(ComplianceControl.Of(control, evidence));
        }

        return new(framework.Name, framework.Title, context.Now, state.Mode, controls, await metrics.MeasureAsync(context, cancellationToken));
    }
}
