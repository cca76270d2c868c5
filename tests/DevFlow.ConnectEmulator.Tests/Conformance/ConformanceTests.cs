using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>1Password's own client for JavaScript finds in the emulator what it finds in Connect.</summary>
[Collection(JavaScriptCollection.Name)]
public sealed class ConformanceTests(JavaScriptClient client)
{
    private const string Expected = """
        {
          "listVaults": ["DevFlow 6", "Other 1", "Twins 0", "Twins 0"],
          "listVaultsByTitle": 2,
          "getVault by title": "devflowdevflowdevflowdevfl",
          "getVault by id": "DevFlow",
          "getVaultById": "DevFlow",
          "getVaultByTitle": "devflowdevflowdevflowdevfl",
          "getVault unknown title": {"status": 404, "message": "No Vaults found with title"},
          "getVault duplicate title": {"status": 400, "message": "Found multiple Vaults with given title. Provide a more specific Vault title"},
          "getVault unknown id": {"status": 404, "message": "vault nothingnothingnothingnothi not found"},
          "listItems": ["Sign in", "Papers", "Bare", "Twin", "Twin", "Say \"hi\" \\ & #1"],
          "listItemsByTitle": 2,
          "listItemsByTitleContains": ["Sign in"],
          "getItem by title": {"id": "loginloginloginloginloginl", "title": "Sign in", "category": "LOGIN", "version": 1},
          "getItem by id": "first-password",
          "getItemById": {"id": "loginloginloginloginloginl", "title": "Sign in", "category": "LOGIN", "version": 1},
          "getItemByTitle": {"id": "loginloginloginloginloginl", "title": "Sign in", "category": "LOGIN", "version": 1},
          "getItem unknown title": {"status": 404, "message": "No Items found with title"},
          "getItem duplicate title": {"status": 400, "message": "Found multiple Items with given title. Provide a more specific Item title"},
          "getItem unknown id": {"status": 404, "message": "item nothingnothingnothingnothi not found"},
          "getItemOTP": true,
          "createItem": {
            "title": "Made", "category": "LOGIN", "version": 1, "tags": ["made"], "urls": [{"primary": true, "href": "https://made.test"}],
            "sections": ["More"], "generated": true
          },
          "updateItem": {"version": 2, "plain": "changed", "kept": true},
          "deleteItem by id": "deleted",
          "deleteItem by title": "deleted",
          "deleteItemByTitle": {"status": 404, "message": "No Items found with title"},
          "createItem of a wrong category": {"status": 400, "message": "Items of the category DOCUMENT cannot be created with Connect"},
          "listFiles": ["small.txt 13", "large größe.bin 2250"],
          "getFileById": "small.txt",
          "getFileContent": "small content",
          "getFileContentStream": 2250,
          "a stranger": {"status": 401, "message": "Invalid bearer token"}
        }
        """;

    [Fact]
    public async Task The_official_client_gets_what_it_expects()
    {
        await using var caller = await Caller.StartAsync();

        var results = await client.RunAsync(caller.Server.Address, "full-token");

        // The id is made anew each time.
        Assert.Matches("^item [a-z0-9]{26} not found$", (string?)results["deleteItem again"]!["message"]);
        results.Remove("deleteItem again");
        Assert.Equal(Pretty(JsonNode.Parse(Expected)!), Pretty(results));
    }

    private static string Pretty(JsonNode json) => json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
}
