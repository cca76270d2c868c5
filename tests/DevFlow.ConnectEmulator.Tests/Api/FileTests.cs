using System.Net.Http.Headers;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>Files attached to items.</summary>
public sealed class FileTests
{
    private const string Files = $"{Known.DocumentItem}/files";

    [Fact]
    public async Task Files_are_listed_with_name_size_and_path()
    {
        await using var caller = await Caller.StartAsync();

        var files = await caller.GetAsync(Files);
        var file = await caller.GetAsync($"{Files}/{Known.SmallFile}");

        Assert.Equal(2, files.Json.AsArray().Count);
        Assert.Equal(files.Json[0]!.ToJsonString(), file.Json.ToJsonString());
        Assert.Equal("small.txt", (string?)file["name"]);
        Assert.Equal(13, (int)file["size"]);
        Assert.Equal($"{Files}/{Known.SmallFile}/content", (string?)file["content_path"]);
        Assert.Equal(
            (string?)(await caller.GetAsync(Known.DocumentItem))["sections"][0]!["id"], (string?)file["section"]["id"]);
        Assert.DoesNotContain("\"content\"", files.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_file_comes_inline_when_asked_for()
    {
        await using var caller = await Caller.StartAsync();

        var file = await caller.GetAsync($"{Files}/{Known.SmallFile}?inline_files=true");

        Assert.Equal("small content", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)file["content"]!)));
        Assert.Null((await caller.GetAsync($"{Files}/{Known.SmallFile}?inline_files=false")).Json["content"]);
    }

    [Theory]
    [InlineData($"{Files}?inline_files=true")]
    [InlineData($"{Files}/{Known.LargeFile}?inline_files=true")]
    public async Task A_large_file_does_not_come_inline(string path)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.GetAsync(path)).IsError(413, $"file {Known.LargeFile} is larger than 1 KB and cannot be inlined; use /content");
    }

    [Fact]
    public async Task Content_comes_as_an_attachment()
    {
        await using var caller = await Caller.StartAsync();

        var small = await caller.GetAsync($"{Files}/{Known.SmallFile}/content");
        var large = await caller.GetAsync($"{Files}/{Known.LargeFile}/content");

        Assert.Equal("small content", small.Text);
        Assert.Equal("application/octet-stream", small.Header("Content-Type"));
        Assert.Equal("13", small.Header("Content-Length"));
        Assert.Equal("attachment; filename=small.txt", small.Header("Content-Disposition")!.Split("; filename*")[0]);
        Assert.Equal("2250", large.Header("Content-Length"));
        Assert.Equal("large größe.bin", ContentDispositionHeaderValue.Parse(large.Header("Content-Disposition")!).FileNameStar);
    }

    [Theory]
    [InlineData("", "nothingnothingnothingnothi")]
    [InlineData("/content", "nothingnothingnothingnothi")]
    [InlineData("", "small.txt")]
    public async Task A_file_that_is_not_there_is_404(string rest, string file)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.GetAsync($"{Files}/{file}{rest}")).IsError(404, $"file {file} not found");
    }

    [Fact]
    public async Task A_word_that_is_neither_true_nor_false_is_refused()
    {
        await using var caller = await Caller.StartAsync();

        (await caller.GetAsync($"{Files}?inline_files=yes")).IsError(400, "Invalid inline_files: true or false is expected");
    }

    [Fact]
    public async Task An_item_without_files_has_an_empty_list()
    {
        await using var caller = await Caller.StartAsync();

        Assert.Equal("[]", (await caller.GetAsync($"{Known.LoginItem}/files")).Text);
    }
}
