using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieline.Server.CommandLine;

/// <summary>Files that commands read and write; what goes wrong is said with the file's name.</summary>
internal static class CommandFiles
{
    public static async Task<string> ReadAsync(FileInfo file)
    {
        try
        {
            return await File.ReadAllTextAsync(file.FullName);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be read: {problem.Message}");
        }
    }

    public static async Task WriteAsync(FileInfo file, string text)
    {
        try
        {
            await File.WriteAllTextAsync(file.FullName, text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be written: {problem.Message}");
        }
    }

    public static JsonNode Parse(string text, FileInfo file)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new CommandException($"{file} is no plan: make one with \"config plan --out\".");
        }
    }
}
