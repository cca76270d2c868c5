using System.Diagnostics;
using DevFlow.ServiceDefaults.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults.Tests.Scrubbing;

public sealed partial class LogScrubbingTests : IDisposable
{
    private readonly TestHost _host = new();

    public static TheoryData<string> Forms => [.. Canary.Forms];

    public void Dispose() => _host.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_message_and_its_state_are_masked_in_every_form(string form)
    {
        _host.Scrubber.Register(Canary.Value);

        Say(_host.Logger, $"key={form};");

        Canary.IsNotIn(_host.Provider.Last.All);
        Assert.Matches("^He said key=Y?[A-Z]?[A-Z]?\\*\\*\\*[^*]{0,4};$", _host.Provider.Last.Message);
        Assert.Contains("***", (string)_host.Provider.Last.Items["Words"]!, StringComparison.Ordinal);
        Assert.Equal("He said {Words}", _host.Provider.Last.Items["{OriginalFormat}"]);
    }

    [Fact]
    public void A_value_inside_the_template_is_masked_too()
    {
        _host.Scrubber.Register(Canary.Value);

        // What LogInformation($"He said {value}") makes of it.
        var state = new[] { new KeyValuePair<string, object?>("{OriginalFormat}", $"He said {Canary.Value}") };
        _host.Logger.Log(LogLevel.Information, default, state, exception: null, (items, _) => (string)items[0].Value!);

        Canary.IsNotIn(_host.Provider.Last.All);
    }

    [Fact]
    public void What_holds_no_value_goes_through_untouched()
    {
        _host.Scrubber.Register(Canary.Value);
        var state = new[] { new KeyValuePair<string, object?>("a", 1) };
        var exception = new InvalidOperationException("no value");

        _host.Logger.Log(LogLevel.Error, default, state, exception, (_, _) => "text");

        Assert.Same(state, _host.Provider.Last.State);
        Assert.Same(exception, _host.Provider.Last.Exception);
    }

    [Fact]
    public void The_mask_adds_no_allocation_to_a_line_without_a_value()
    {
        using var nothing = new SilentProvider();
        using var inner = new LoggerFactory([nothing]);
        using var host = new TestHost(before: builder => builder.Services.AddSingleton<ILoggerFactory>(inner));
        host.Scrubber.Register(Canary.Value);
        var logger = host.Logger;
        KeyValuePair<string, object?>[] state = [new("Path", "/api/secrets"), new("Port", 8080), new("{OriginalFormat}", "{Path} {Port}")];
        LogConstant(logger, state);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            LogConstant(logger, state);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(1001, nothing.Count);
    }

    [Fact]
    public void State_that_the_message_does_not_show_is_masked_whatever_its_type()
    {
        _host.Scrubber.Register([Canary.Value, "1234567890123"]);
        KeyValuePair<string, object?>[] state =
        [
            new("uri", new Uri($"https://host/{Uri.EscapeDataString(Canary.Value)}")),
            new("list", new List<string?> { "first", null, Canary.Value }),
            new("array", new object[] { 1, Canary.Value }),
            new("map", new Dictionary<string, string> { ["key"] = Canary.Value }),
            new("bytes", System.Text.Encoding.UTF8.GetBytes(Canary.Value)),
            new("number", 1234567890123),
            new($"key {Canary.Value}", null),
            new("flag", true),
            new("port", 8080),
        ];

        foreach (var item in state)
        {
            KeyValuePair<string, object?>[] one = [item];
            _host.Logger.Log(LogLevel.Information, default, one, exception: null, (_, _) => "text");
        }

        var all = string.Join('\n', _host.Provider.Entries.Select(entry => entry.All));
        Canary.IsNotIn(all);
        Assert.DoesNotContain("1234567890123", all, StringComparison.Ordinal);
        Assert.Equal(true, _host.Provider.Entries.ElementAt(7).Items["flag"]);
        Assert.Equal(8080, _host.Provider.Entries.ElementAt(8).Items["port"]);
    }

    [Fact]
    public void State_that_is_no_list_is_masked()
    {
        _host.Scrubber.Register(Canary.Value);

        _host.Logger.Log(LogLevel.Information, default, Canary.Value, exception: null, (_, _) => "text");

        Canary.IsNotIn(_host.Provider.Last.All);
        Assert.Equal("text", _host.Provider.Last.Message);
    }

    [Fact]
    public void Exceptions_are_masked_all_the_way_in()
    {
        _host.Scrubber.Register(Canary.Value);
        Exception[] exceptions =
        [
            new InvalidOperationException(Canary.Value),
            new InvalidOperationException("outer", new IOException(Canary.Value)),
            new AggregateException(new IOException("first"), new IOException("second", new IOException(Canary.Value))),
            new IOException("data") { Data = { ["key"] = Canary.Value } },
            new IOException("link") { HelpLink = $"https://host/?key={Uri.EscapeDataString(Canary.Value)}" },
        ];

        foreach (var exception in exceptions)
        {
            var thrown = Assert.ThrowsAny<Exception>(new Action(() => throw exception));
            LogFailed(_host.Logger, thrown);

            var seen = _host.Provider.Last.Exception!;
            Canary.IsNotIn(_host.Provider.Last.All);
            Assert.StartsWith(exception.GetType().FullName!, seen.ToString(), StringComparison.Ordinal);
            Assert.Contains(nameof(Exceptions_are_masked_all_the_way_in), seen.ToString(), StringComparison.Ordinal);
            Assert.Equal(exception.HResult, seen.HResult);
        }
    }

    [Fact]
    public void A_scope_is_masked_even_of_a_value_that_becomes_known_while_it_is_open()
    {
        using var text = _host.Logger.BeginScope($"scope {Canary.Value}");
        using var items = _host.Logger.BeginScope(new Dictionary<string, object?> { ["key"] = Canary.Value, ["other"] = 1 });
        using var template = LoggerMessage.DefineScope<string>("template {Key}")(_host.Logger, Canary.Value);
        _host.Scrubber.Register(Canary.Value);

        Say(_host.Logger, "nothing");

        Canary.IsNotIn(_host.Provider.Last.All);
        Assert.Contains("scope ***", _host.Provider.Last.Scopes);
        Assert.Contains("key=***", _host.Provider.Last.Scopes);
        Assert.Contains("other=1", _host.Provider.Last.Scopes);
        Assert.Contains("template ***", _host.Provider.Last.Scopes);
    }

    [Fact]
    public void Tags_and_baggage_do_not_come_in_as_scopes()
    {
        using var host = new TestHost(before: builder => builder.Logging.Configure(options => options.ActivityTrackingOptions =
            ActivityTrackingOptions.TraceId | ActivityTrackingOptions.Tags | ActivityTrackingOptions.Baggage));
        host.Scrubber.Register(Canary.Value);
        using var activity = new Activity("work").AddTag("key", Canary.Value).AddBaggage("key", Canary.Value).Start();

        Say(host.Logger, "nothing");

        Canary.IsNotIn(host.Provider.Last.All);
        Assert.Contains($"TraceId={activity.TraceId}", host.Provider.Last.Scopes);
    }

    [Fact]
    public void A_value_registered_after_the_logger_was_made_is_masked()
    {
        var logger = _host.Services.GetRequiredService<ILogger<LogScrubbingTests>>();
        Say(logger, "before");
        _host.Scrubber.Register(Canary.Value);

        Say(logger, Canary.Value);

        Assert.Equal("He said ***", _host.Provider.Last.Message);
    }

    [Fact]
    public void A_provider_is_behind_the_mask_whenever_it_is_added()
    {
        using var before = new RecordingProvider();
        using var after = new RecordingProvider();
        using var late = new RecordingProvider();
        using var host = new TestHost(b => b.Logging.AddProvider(before), b => b.Services.AddSingleton<ILoggerProvider>(after));
        host.Scrubber.Register(Canary.Value);
        var logger = host.Logger;
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(late);

        Say(logger, Canary.Value);

        Assert.All([before, after, late], provider => Assert.Equal("He said ***", Assert.Single(provider.Entries).Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_filter_rule_finds_its_provider_by_type_and_by_alias(bool byType)
    {
        using var host = new TestHost(after: builder =>
        {
            if (byType)
                builder.Logging.AddFilter<RecordingProvider>(category: null, LogLevel.Error);
            else
                builder.Logging.AddConfiguration(Settings("Recording:LogLevel:Default", "Error"));
        });

        Say(host.Logger, "not an error");
        LogFailed(host.Logger, exception: null);

        Assert.Equal(LogLevel.Error, Assert.Single(host.Provider.Entries).Level);
        Assert.False(host.Logger.IsEnabled(LogLevel.Information));
    }

    [Fact]
    public async Task A_service_that_brings_its_own_factory_afterwards_does_not_start()
    {
        using var own = new LoggerFactory();
        using var host = new TestHost(after: builder => builder.Services.AddSingleton<ILoggerFactory>(own));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync);

        Assert.Contains("Register it before AddServiceDefaults", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_factory_that_was_there_before_is_put_behind_the_mask()
    {
        using var provider = new RecordingProvider();
        using var own = new LoggerFactory([provider]);
        using var host = new TestHost(before: builder => builder.Services.AddSingleton<ILoggerFactory>(own));
        host.Scrubber.Register(Canary.Value);

        await host.StartAsync();
        Say(host.Logger, Canary.Value);

        Assert.Equal("He said ***", provider.Last.Message);
    }

    [Fact]
    public void Asking_twice_masks_once()
    {
        using var host = new TestHost(before: builder => builder.AddSecretScrubbing(new()));

        Assert.NotSame(host.Scrubber, host.Services.GetRequiredService<DevFlow.Secrets.SecretScrubber>());
        Say(host.Logger, "once");

        Assert.Single(host.Provider.Entries);
    }

    private static void LogConstant(ILogger logger, KeyValuePair<string, object?>[] state) =>
        logger.Log(LogLevel.Information, default, state, exception: null, static (_, _) => "/api/secrets 8080");

    private static Microsoft.Extensions.Configuration.ConfigurationManager Settings(string key, string value)
    {
        var settings = new Microsoft.Extensions.Configuration.ConfigurationManager();
        settings[key] = value;
        return settings;
    }

    [LoggerMessage(LogLevel.Information, "He said {Words}")]
    private static partial void Say(ILogger logger, string words);

    [LoggerMessage(LogLevel.Error, "It failed")]
    private static partial void LogFailed(ILogger logger, Exception? exception);
}
