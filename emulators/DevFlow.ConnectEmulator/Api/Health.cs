using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

/// <summary>What /health tells. Its status is 200 throughout: a probe has to look inside.</summary>
internal sealed class Health
{
    public HealthState State { get; set; } = HealthState.Ready;

    /// <summary>A good token is what a server waits for after its start.</summary>
    public void Unlock()
    {
        if (State == HealthState.Starting)
            State = HealthState.Ready;
    }

    public JsonObject Show()
    {
        var isStarting = State == HealthState.Starting;
        return new JsonObject
        {
            ["name"] = "1Password Connect API",
            ["version"] = Emulator.Version,
            ["dependencies"] = new JsonArray(
                Dependency("sqlite", "ACTIVE", "Connected to the vaults of the emulator"),
                Dependency("account_data", State == HealthState.Ready ? "ACTIVE" : "NOT_SYNCED"),
                Dependency("sync", isStarting ? "TOKEN_NEEDED" : "ACTIVE"),
                isStarting
                    ? Dependency("1Password", "UNINITIALIZED", "Make a request with a valid bearer token to initialize")
                    : Dependency("1Password", "ACTIVE")),
        };
    }

    private static JsonObject Dependency(string service, string status, string? message = null)
    {
        var json = new JsonObject { ["service"] = service, ["status"] = status };
        if (message is not null)
            json["message"] = message;
        return json;
    }
}
