using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using DevFlow.Secrets;

namespace DevFlow.ServiceDefaults;

/// <summary>The audit's replica behind the Workflow Engine's API.</summary>
internal sealed class HttpAuditReplica(HttpClient http, string service) : IAuditReplica
{
    public ValueTask<IReadOnlyList<AuditReplicaHead>> HeadsAsync(CancellationToken cancellationToken) => AskAsync<IReadOnlyList<AuditReplicaHead>>(
        token => http.GetAsync(new Uri($"api/v1/audit/heads?service={Uri.EscapeDataString(service)}", UriKind.Relative), token), cancellationToken);

    public ValueTask<AuditAppended> AppendAsync(AuditBatch batch, CancellationToken cancellationToken) => AskAsync<AuditAppended>(
        async token =>
        {
            using var lines = new ByteArrayContent(batch.Lines.ToArray());
            lines.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            var start = batch.FromStart ? "&start=true" : "";
            return await http.PostAsync(new Uri($"api/v1/audit/batches?chain={Uri.EscapeDataString(batch.File)}{start}", UriKind.Relative), lines, token);
        },
        cancellationToken);

    private static async ValueTask<T> AskAsync<T>(Func<CancellationToken, Task<HttpResponseMessage>> ask, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await ask(cancellationToken);
            // The last two are answers too: a gap, and a chain that is broken.
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity))
                throw new VaultException(VaultError.Unavailable, $"the Workflow Engine answered {(int)response.StatusCode} to a batch of the audit");
            return await response.Content.ReadFromJsonAsync<T>(cancellationToken)
                ?? throw new VaultException(VaultError.Unavailable, "the Workflow Engine gave an empty answer to a batch of the audit");
        }
        catch (HttpRequestException fault)
        {
            throw new VaultException(VaultError.Unavailable, $"the Workflow Engine does not answer ({fault.HttpRequestError})", fault);
        }
    }
}
