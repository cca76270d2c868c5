using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

/// <summary>The emulator's own controls, which Connect has not: no token, no faults, no record.</summary>
internal static class ControlApi
{
    public const string Prefix = "/emulator";

    public static void MapControls(this WebApplication app)
    {
        var controls = app.MapGroup(Prefix);
        controls.MapPost("/faults", AddFaultAsync);
        controls.MapGet("/faults", ListFaultsAsync);
        controls.MapDelete("/faults", (HttpContext context) => Clear(context, Of(context).Faults.Clear));
        controls.MapGet("/requests", ListRequestsAsync);
        controls.MapDelete("/requests", (HttpContext context) => Clear(context, Of(context).Requests.Clear));
        controls.MapPost("/tokens", AddTokenAsync);
        controls.MapDelete("/tokens/{name}", RevokeToken);
        controls.MapPost("/health", SetHealthAsync);
    }

    private static Emulator Of(HttpContext context) => context.RequestServices.GetRequiredService<Emulator>();

    private static void Clear(HttpContext context, Action clear)
    {
        clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task AddFaultAsync(HttpContext context)
    {
        Of(context).Faults.Add(FaultJson.Read(await ReadAsync(context)));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task ListFaultsAsync(HttpContext context) =>
        Answer.JsonAsync(context, new JsonArray([.. Of(context).Faults.All.Select(FaultJson.Show)]));

    private static Task ListRequestsAsync(HttpContext context)
    {
        var log = Of(context).Requests;
        return Answer.JsonAsync(context, new JsonObject
        {
            ["count"] = log.Count,
            ["maxConcurrent"] = log.MaxConcurrent,
            ["requests"] = JsonSerializer.SerializeToNode(log.All, JsonSerializerOptions.Web),
        });
    }

    private static async Task AddTokenAsync(HttpContext context)
    {
        var body = await ReadAsync(context);
        var value = body.Text("token") is { Length: > 0 } text ? text : throw ApiException.Invalid("Invalid token: it is missing");
        var emulator = Of(context);
        var name = body.Text("name") ?? $"token-{emulator.Tokens.All.Count() + 1}";
        var rights = (body.Object("vaults") ?? throw ApiException.Invalid("Invalid vaults: a map of vault names to r, w or rw is expected"))
            .Select(pair => KeyValuePair.Create(
                pair.Key,
                AccessToken.ParseRights(Body.Text(pair.Value, "vaults")) ?? throw ApiException.Invalid("Invalid vaults: a right has to be r, w or rw")));
        var expires = body.Text("expires") is not { } time ? (DateTimeOffset?)null
            : DateTimeOffset.TryParse(time, out var parsed) ? parsed
            : throw ApiException.Invalid("Invalid expires: write it as 2030-12-31T00:00:00Z");
        emulator.Tokens.Put(TokenNodeReader.Make(name, value, rights) with { Expires = expires });
        await Answer.JsonAsync(context, new JsonObject { ["name"] = name });
    }

    private static void RevokeToken(HttpContext context)
    {
        var name = context.Route("name");
        if (!Of(context).Tokens.Revoke(name))
            throw ApiException.NotFound("token", name);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task SetHealthAsync(HttpContext context)
    {
        Of(context).Health.State = (await ReadAsync(context)).Text("state") switch
        {
            "starting" => HealthState.Starting,
            "not-synced" => HealthState.NotSynced,
            "ready" => HealthState.Ready,
            _ => throw ApiException.Invalid("Invalid state: it has to be starting, not-synced or ready"),
        };
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    // A form or a plain text is what a page of another site can send without asking; JSON is not.
    private static Task<JsonObject> ReadAsync(HttpContext context) => context.Request.HasJsonContentType()
        ? Body.ReadObjectAsync(context.Request)
        : throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "Send it with Content-Type: application/json");
}
