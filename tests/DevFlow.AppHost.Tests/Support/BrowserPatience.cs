using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace DevFlow.AppHost.Tests;

internal static class BrowserPatience
{
    /// <summary>How long a page is waited for, in milliseconds: far beyond what any needs, for a machine may be busy with other tests.</summary>
    public const float Milliseconds = 90_000;

    [ModuleInitializer]
    internal static void SetExpectTimeout() => Assertions.SetDefaultExpectTimeout(Milliseconds);
}
