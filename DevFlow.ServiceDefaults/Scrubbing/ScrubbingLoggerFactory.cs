using DevFlow.Secrets;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults;

/// <summary>
/// Stands before the whole factory, not before each provider: the factory finds the filter rules of a provider by its type,
/// which a wrapped one would hide, and a provider that is added later is behind the mask all the same.
/// </summary>
internal sealed class ScrubbingLoggerFactory(ILoggerFactory inner, SecretScrubber scrubber) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new ScrubbingLogger(inner.CreateLogger(categoryName), scrubber);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    // The container disposes it too; the stock factory bears that.
    public void Dispose() => inner.Dispose();
}
