/** The query of the article page, exactly as clients send it. */
export const ARTICLE_PAGE = `
query ArticlePage($slug: String!) {
  article(by: { slug: $slug }) {
    id title slug standfirst excerpt publishedAt updatedAt
    body { html text }
    readingTime { minutes seconds words label }
    authors { name slug }
    topics { name slug }
    source { name url }
    image { url alt caption credit width height }
    links { url text }
    shares { total byChannel { channel count } }
    relatedPosts(first: 4) { edges { score sharedTopics { name } node { title slug excerpt image { url alt } readingTime { minutes } authors { name } topics { name } } } }
    previous { title slug } next { title slug }
    comments(first: 10) { totalCount edges { node { authorName body createdAt replies { authorName body } } } }
  }
}`;

/** The query of the front page, exactly as clients send it. */
export const FRONT_PAGE = `
query FrontPage {
  articles(first: 50) {
    nodes {
      title slug standfirst publishedAt commentCount
      image { url alt width height }
      readingTime { minutes label }
      authors { name slug }
      topics { name slug }
      relatedPosts(first: 2) { nodes { title slug } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
