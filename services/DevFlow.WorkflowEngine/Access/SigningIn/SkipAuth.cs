using System.Net;
using DevFlow.Secrets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>
/// <c>SKIP_AUTH</c>: whoever shows nothing is the local administrator. Only in local mode, and only while every address is one of the loopback;
/// with anything else the engine does not start.
/// </summary>
internal sealed partial class SkipAuth(SecretsWorkspace workspace, IServer server, ILogger<SkipAuth> logger) : IHostedLifecycleService
{
    private volatile bool _isOn;

    public bool IsOnFor(HttpContext context) => _isOn && context.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local);

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (IsAsked && workspace.Mode is not DevFlowMode.Local)
            throw new InvalidOperationException($"{DevFlowSettingKeys.SkipAuth} is true, which is for local mode alone; set {DevFlowSettingKeys.SkipAuth}=false, or {DevFlowSettingKeys.Mode}=local.");
        return Task.CompletedTask;
    }

    /// <summary>The addresses are known when the server listens; until they are judged here, nobody is let in.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!IsAsked)
            return Task.CompletedTask;
        var open = (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Where(address => !IsLoopback(address)).ToList();
        if (open.Count > 0)
        {
            throw new InvalidOperationException(
                $"{DevFlowSettingKeys.SkipAuth} is true, and other machines can reach {string.Join(" and ", open)}; set {DevFlowSettingKeys.SkipAuth}=false, or listen on http://localhost alone.");
        }

        _isOn = true;
        LogOn();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A wildcard (<c>+</c>, <c>*</c>, <c>0.0.0.0</c>, <c>[::]</c>) is none, nor is a name: it may be anything's.</summary>
    public static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private bool IsAsked => workspace.Settings.GetBool(DevFlowSettingKeys.SkipAuth, fallback: false);

    [LoggerMessage(Level = LogLevel.Warning, Message = "SKIP_AUTH is true: whoever reaches this engine on this machine is the local administrator")]
    private partial void LogOn();
}
