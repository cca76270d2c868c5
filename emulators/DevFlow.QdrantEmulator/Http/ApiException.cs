namespace DevFlow.QdrantEmulator;

/// <summary>Ends a request with an error of Qdrant's API, in Qdrant's words where they are known.</summary>
internal sealed class ApiException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static ApiException NotFound(string what) => new(StatusCodes.Status404NotFound, $"Not found: {what}");

    public static ApiException NoCollection(string name) => NotFound($"Collection `{name}` doesn't exist!");

    public static ApiException NoPoint(PointId id) => NotFound($"No point with id {id} found");

    public static ApiException WrongInput(string why) => new(StatusCodes.Status400BadRequest, $"Wrong input: {why}");

    public static ApiException NoVector(string name) => WrongInput($"Not existing vector name error: {name}");

    public static ApiException BadRequest(string why) => new(StatusCodes.Status400BadRequest, $"Bad request: {why}");

    /// <summary>The body is no JSON, or a value has the wrong type.</summary>
    public static ApiException Format(string why) => new(StatusCodes.Status400BadRequest, $"Format error in JSON body: {why}");

    /// <summary>The types are right, and a value is out of its range.</summary>
    public static ApiException Invalid(string why) => new(StatusCodes.Status422UnprocessableEntity, $"Validation error in JSON body: [{why}]");

    /// <summary>Qdrant has it and this emulator does not: said, and never passed over.</summary>
    public static ApiException Unsupported(string what) =>
        new(StatusCodes.Status501NotImplemented, $"Not supported by DevFlow.QdrantEmulator: {what}. Run a real Qdrant for it");
}
