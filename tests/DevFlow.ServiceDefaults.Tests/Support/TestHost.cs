using DevFlow.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults.Tests.Support;

/// <summary>A host whose logs and spans are masked, and a provider that notes what reaches it.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly IHost _host;

    public TestHost(Action<HostApplicationBuilder>? before = null, Action<HostApplicationBuilder>? after = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        before?.Invoke(builder);
        builder.AddSecretScrubbing(Scrubber);
        builder.Logging.AddProvider(Provider);
        after?.Invoke(builder);
        _host = builder.Build();
    }

    public SecretScrubber Scrubber { get; } = new();

    public RecordingProvider Provider { get; } = new();

    public IServiceProvider Services => _host.Services;

    public ILogger Logger => Services.GetRequiredService<ILoggerFactory>().CreateLogger("Some.Category");

    public Task StartAsync() => _host.StartAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _host.Dispose();
}
