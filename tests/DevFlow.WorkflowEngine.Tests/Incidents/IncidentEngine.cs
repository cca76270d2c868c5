using System.Net;
using System.Text.Json;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Incidents;

/// <summary>An engine whose platform has a service <c>billing</c>, a person with keys and leases, and a webhook that is told of incidents.</summary>
public sealed class IncidentEngine(EngineServer server) : IAsyncLifetime
{
    public const string Canary = "c4n4ry-of-incidents-0123456789abcdef";
    public const string SigningSecret = "signing-c4n4ry-0123456789abcdef";

    private const string Catalog = """

        payments:
          signing_key: { env: PAYMENTS_SIGNING_KEY, rotator: random-key, used_by: [billing] }
          provider_key: { env: PAYMENTS_PROVIDER_KEY, used_by: [billing] }
        """;

    internal Engine Engine { get; private set; } = null!;

    internal NoticeReceiver Receiver { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Receiver = await NoticeReceiver.StartAsync();
        Engine = await Engine.StartUnawaitedAsync(
            server,
            $"""
            LOG_LEVEL=DEBUG
            PAYMENTS_SIGNING_KEY={Canary}
            PAYMENTS_PROVIDER_KEY=provider-{Canary}
            INCIDENT_WEBHOOK_URL={Receiver.Address}
            INCIDENT_WEBHOOK_SECRET={SigningSecret}
            INCIDENT_MAIL_TO=security@example.org, chief@example.org
            """,
            folder => File.AppendAllText(Path.Combine(folder, "config", "secrets.yaml"), Catalog),
            ("Incidents:Grace", "00:00:00"),
            ("Incidents:Settling", "00:00:00"));
        await Engine.HealthyAsync();
    }

    /// <summary>Looks at an incident until what is left is for people, or for nobody. Tokens end on the way when what signs them is rotated.</summary>
    internal async Task<JsonElement> UntilLeftToPeopleAsync(string id, List<string> answers)
    {
        while (true)
        {
            using var root = await Engine.CreateClientAsync("root", isAdmin: true);
            using var answer = await root.GetAsync(new Uri($"/api/v1/incidents/{id}", UriKind.Relative), Cancel);
            if (answer.StatusCode is HttpStatusCode.OK)
            {
                answers.Add(await answer.Content.ReadAsStringAsync(Cancel));
                var record = JsonElement.Parse(answers[^1]);
                var incident = record.GetProperty("incident");
                if (incident.GetProperty("open").GetInt32() == incident.GetProperty("forPeople").GetInt32() || !IsOpenButForNotices(record))
                    return record;
            }

            await Task.Delay(50, Cancel);
        }
    }

    internal async Task<long> CountAsync(string from)
    {
        await using var admin = NpgsqlDataSource.Create(Engine.AdminConnectionString);
        return await admin.CountAsync($"SELECT count(*) FROM devflow.{from}");
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    // What tells of the end waits for people too.
    private static bool IsOpenButForNotices(JsonElement record) =>
        record.GetProperty("actions").EnumerateArray().Any(action => action.GetProperty("isOpen").GetBoolean() && action.Text("state") != "person" && action.GetProperty("phase").GetInt32() < 3);
}
