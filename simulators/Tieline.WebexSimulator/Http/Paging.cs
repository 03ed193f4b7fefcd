using System.Globalization;
using System.Text;

namespace Tieline.WebexSimulator.Http;

/// <summary>Pages of a list: the next page's address stands only in the Link header, absolute and opaque.</summary>
/// <remarks>https://developer.webex.com/docs/basics#pagination</remarks>
internal static class Paging
{
    public static Reply Page<T>(CloudRequest request, IReadOnlyList<T> all, int upper, object? notFoundIds = null)
    {
        var (items, link) = Cut(request, all, ("max", Math.Min(100, upper), upper));
        return Reply.Ok(new { items, notFoundIds }, link);
    }

    /// <summary>The part of a list that the request's size and cursor ask for, and the link to the next.</summary>
    public static (List<T> Items, string? Link) Cut<T>(
        CloudRequest request, IReadOnlyList<T> all, (string Name, int Usual, int Upper) size, string cursor = "cursor")
    {
        var max = Max(request.Query(size.Name), size);
        var start = Start(request.Query(cursor));
        var next = start < all.Count - max ? NextLink(request.Http.Request, cursor, start + max) : null;
        return ([.. all.Skip(start).Take(max)], next);
    }

    private static int Max(string? text, (string Name, int Usual, int Upper) size)
    {
        if (text is null)
        {
            return size.Usual;
        }

        return int.TryParse(text, CultureInfo.InvariantCulture, out var max) && max >= 1 && max <= size.Upper
            ? max
            : throw WebexFailure.BadRequest($"{size.Name} must be a number from 1 to {size.Upper}.");
    }

    private static int Start(string? cursor)
    {
        if (cursor is null)
        {
            return 0;
        }

        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && int.TryParse(Encoding.ASCII.GetString(bytes, 0, length), CultureInfo.InvariantCulture, out var start) && start >= 0
            ? start
            : throw WebexFailure.BadRequest("cursor is not one that this server gave.");
    }

    private static string NextLink(HttpRequest request, string name, int start)
    {
        var query = request.Query.Where(pair => pair.Key != name).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value.ToString())}");
        var cursor = Uri.EscapeDataString(Convert.ToBase64String(Encoding.ASCII.GetBytes(start.ToString(CultureInfo.InvariantCulture))));
        return $"<{request.Scheme}://{request.Host}{request.Path}?{string.Join('&', query.Append($"{name}={cursor}"))}>; rel=\"next\"";
    }
}
