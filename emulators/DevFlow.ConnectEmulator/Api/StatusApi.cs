using System.Text;

namespace DevFlow.ConnectEmulator;

/// <summary>What is answered without a token.</summary>
internal static class StatusApi
{
    public static void MapStatus(this WebApplication app)
    {
        app.MapGet("/heartbeat", context => Answer.TextAsync(context, "."));
        app.MapGet("/health", ShowHealthAsync);
        app.MapGet("/metrics", context => Answer.TextAsync(
            context, Metrics(context.RequestServices.GetRequiredService<Emulator>()), "text/plain; version=0.0.4; charset=utf-8"));
    }

    private static Task ShowHealthAsync(HttpContext context)
    {
        var emulator = context.RequestServices.GetRequiredService<Emulator>();
        if (context.Request.Headers.Authorization is [{ } authorization])
        {
            emulator.Tokens.Authenticate(authorization);
            emulator.Health.Unlock();
        }

        return Answer.JsonAsync(context, emulator.Health.Show());
    }

    private static string Metrics(Emulator emulator)
    {
        var text = new StringBuilder();
        var vaults = emulator.Store.State.Vaults;
        Gauge("vaults", "Vaults held.", vaults.Count);
        Gauge("items", "Items held.", vaults.Sum(vault => vault.Items.Count));
        text.Append("# HELP connect_emulator_requests Requests since the last reset, by status.\n# TYPE connect_emulator_requests gauge\n");
        foreach (var status in emulator.Requests.All.CountBy(request => request.Status).OrderBy(pair => pair.Key))
            text.Append($"connect_emulator_requests{{status=\"{status.Key}\"}} {status.Value}\n");
        return text.ToString();

        void Gauge(string name, string help, int value) => text.Append(
            $"# HELP connect_emulator_{name} {help}\n# TYPE connect_emulator_{name} gauge\nconnect_emulator_{name} {value}\n");
    }
}
