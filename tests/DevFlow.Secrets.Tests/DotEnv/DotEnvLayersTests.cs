namespace DevFlow.Secrets.Tests;

public sealed class DotEnvLayersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DotEnvLayers Load(string environmentName = "Development", Func<string, string?>? environment = null) =>
        DotEnvLayers.Load(_folder.Root, environmentName, environment ?? (_ => null));

    [Fact]
    public void A_later_layer_wins()
    {
        string[] files = [".env", ".env.local", ".env.development", ".env.development.local"];
        for (var i = 0; i < files.Length; i++)
        {
            _folder.Write(files[i], string.Concat(Enumerable.Range(i, 4 - i).Select(n => $"K{n}={files[i]}\n")));
        }

        var layers = Load();

        Assert.Equal(files, layers.Documents.Select(d => d.Path));
        Assert.Equal(files, Enumerable.Range(0, 4).Select(n => layers.ValueOf($"K{n}")));
        Assert.Empty(layers.Diagnostics);
    }

    [Fact]
    public void Layers_that_are_missing_are_no_fault()
    {
        var layers = Load();

        Assert.All(layers.Documents, d => Assert.False(d.Exists));
        Assert.Empty(layers.Diagnostics);
        Assert.False(layers.TryGet("A", out _));
        Assert.False(layers.AnyChanged());
    }

    [Fact]
    public void An_empty_value_hides_nothing_below_it()
    {
        _folder.Write(".env", "A=1\nB=\nC=");
        _folder.Write(".env.local", "A=\nB=2\nC=");

        var layers = Load();

        Assert.Equal("1", layers.ValueOf("A"));
        Assert.Equal("2", layers.ValueOf("B"));
        Assert.True(layers.TryGet("C", out var entry));
        Assert.True(entry.IsEmpty);
        Assert.Equal(".env.local", entry.Path);
    }

    [Fact]
    public void A_name_is_looked_for_in_its_file_then_in_the_layers_below_then_in_the_environment()
    {
        _folder.Write(".env", "HOST=low\nPORT=1\nUSER_NAME=\nURL=${HOST}:${PORT}");
        _folder.Write(".env.local", "HOST=mid\nFROM_BELOW=${HOST}/${PORT}");
        _folder.Write(".env.development", "FROM_ALL=${HOST}/${PORT}/${USER_NAME}/${ELSEWHERE}/${NOWHERE:-default}");

        var layers = Load(environment: name => name switch
        {
            "HOST" => "environment",
            "USER_NAME" => "me",
            "ELSEWHERE" => "here",
            _ => null,
        });

        Assert.Equal("low:1", layers.ValueOf("URL"));
        Assert.Equal("mid/1", layers.ValueOf("FROM_BELOW"));
        Assert.Equal("mid/1/me/here/default", layers.ValueOf("FROM_ALL"));
        Assert.Empty(layers.Diagnostics);
    }

    [Fact]
    public void A_layer_above_gives_no_names()
    {
        _folder.Write(".env", "A=${B}");
        _folder.Write(".env.local", "B=1");

        Assert.Equal("not-set", Assert.Single(Load().Diagnostics).Code);
    }

    [Fact]
    public void Faults_of_all_layers_are_listed_lowest_layer_first()
    {
        _folder.Write(".env", "oops");
        _folder.Write(".env.development", "A='");

        Assert.Equal([".env", ".env.development"], Load().Diagnostics.Select(d => d.Path));
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    public void An_environment_name_that_is_no_part_of_a_file_name_is_an_error(string name)
    {
        var layers = Load(name);

        Assert.Equal(DotEnvCodes.EnvironmentName, Assert.Single(layers.Diagnostics).Code);
        Assert.Equal(2, layers.Documents.Count);
    }

    [Fact]
    public void Without_an_environment_there_are_two_layers() => Assert.Equal(2, Load("").Documents.Count);

    [Fact]
    public void An_environment_called_local_does_not_read_a_file_twice() =>
        Assert.Equal([".env", ".env.local", ".env.local.local"], Load("Local").Documents.Select(d => d.Path));

    [Fact]
    public void A_change_of_any_layer_shows()
    {
        _folder.Write(".env", "A=1");
        var layers = Load();
        Assert.False(layers.AnyChanged());

        _folder.Write(".env", "A=12");
        Assert.True(layers.AnyChanged());

        layers = Load();
        _folder.Write(".env.development.local", "");
        Assert.True(layers.AnyChanged());

        layers = Load();
        File.Delete(_folder[".env"]);
        Assert.True(layers.AnyChanged());
    }

    [Fact]
    public void A_change_behind_a_symbolic_link_shows()
    {
        _folder.Write("one", "A=1");
        _folder.Write("two", "A=1");
        File.CreateSymbolicLink(_folder[".env"], "one");
        var layers = Load();
        Assert.False(layers.AnyChanged());

        File.Delete(_folder[".env"]);
        File.CreateSymbolicLink(_folder[".env"], "two");
        Assert.True(layers.AnyChanged());

        layers = Load();
        _folder.Write("two", "A=12");
        Assert.True(layers.AnyChanged());
    }
}
