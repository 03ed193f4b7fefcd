using System.Data.Common;

namespace Tieline.Server.Tests.Support;

/// <summary>What a database that does not answer throws, as EF wraps it.</summary>
internal sealed class DatabaseDown : DbException
{
    /// <summary>A new one at each use.</summary>
    public static Exception Problem => new InvalidOperationException("away", new DatabaseDown());
}
