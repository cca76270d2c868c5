using DevFlow.ServiceDefaults.Tests.Support;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults.Tests.Scrubbing;

/// <summary>What the real console providers write.</summary>
public sealed partial class ConsoleTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_console_shows_holds_no_value(bool json)
    {
        var original = Console.Out;
        using var written = new StringWriter();
        // The provider takes the console's writer when it is made, and has written all when it is disposed.
        Console.SetOut(TextWriter.Synchronized(written));
        try
        {
            using var host = new TestHost(before: builder =>
            {
                if (json)
                    builder.Logging.AddJsonConsole(console => console.IncludeScopes = true);
                else
                    builder.Logging.AddSimpleConsole(console => console.IncludeScopes = true);
            });
            host.Scrubber.Register(Canary.Value);
            foreach (var form in Canary.Forms)
            {
                using var scope = host.Logger.BeginScope(new Dictionary<string, object?> { ["scope"] = form });
                Shown(host.Logger, form, [form], new AggregateException(new IOException(form)));
            }
        }
        finally
        {
            Console.SetOut(original);
        }

        Assert.Contains("shown ***", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("System.AggregateException", written.ToString(), StringComparison.Ordinal);
        Canary.IsNotIn(written.ToString());
    }

    [LoggerMessage(LogLevel.Error, "shown {Form} {Forms}")]
    private static partial void Shown(ILogger logger, string form, string[] forms, Exception exception);
}
