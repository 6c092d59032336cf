/** An operation that GraphiQL opens a tab for. */
export interface ReadyOperation {
  readonly query: string;
  /** A JSON object, as a person would write it. */
  readonly variables?: string;
}

/** An article of the demo magazine that has everything an article can have. */
const DEMO_ARTICLE = variables({ slug: 'harbour-gauge-reads-a-century' });

const articlePage: ReadyOperation = {
  query: `# Everything on an article's page, in one request.
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
    relatedPosts(first: 4) {
      edges {
        score sharedTopics { name }
        node {
          title slug excerpt
          image { url alt } readingTime { minutes } authors { name } topics { name }
        }
      }
    }
    previous { title slug } next { title slug }
    comments(first: 10) {
      totalCount
      edges { node { authorName body createdAt replies { authorName body } } }
    }
  }
}
`,
  variables: DEMO_ARTICLE,
};

const frontPage: ReadyOperation = {
  query: `# The front page: the fifty newest articles as cards, each with two more to read.
query FrontPage {
  articles(first: 50) {
    edges {
      node {
        id title slug standfirst publishedAt commentCount
        image { url alt width height }
        readingTime { minutes label }
        authors { name slug }
        topics { name slug }
        relatedPosts(first: 2) { nodes { title slug } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
};

const topicWithArticles: ReadyOperation = {
  query: `# A topic, its child topics, and its newest articles.
# Articles of its descendants are included.
query TopicWithArticles($slug: String!) {
  topic(by: { slug: $slug }) {
    name
    description
    articleCount
    children {
      nodes {
        name
        slug
        articleCount
      }
    }
    articles(first: 5) {
      totalCount
      edges {
        node {
          title
          slug
        }
      }
    }
  }
}
`,
  variables: variables({ slug: 'science' }),
};

const relatedPosts: ReadyOperation = {
  query: `# Related articles, with the topics and key terms that both articles share.
query RelatedPosts($slug: String!) {
  article(by: { slug: $slug }) {
    title
    relatedPosts(first: 5) {
      edges {
        score
        sharedTopics {
          name
        }
        sharedTerms
        node {
          title
        }
      }
    }
  }
}
`,
  variables: DEMO_ARTICLE,
};

const readingTime: ReadyOperation = {
  query: `# The reading time of an article, with labels in two languages.
# Then the articles that can be read in five minutes.
query ReadingTime($slug: String!, $maxMinutes: Int!) {
  article(by: { slug: $slug }) {
    title
    readingTime {
      minutes
      seconds
      words
      label
      labelInGerman: label(locale: "de")
    }
  }
  articles(first: 5, filter: { readingTime: { maxMinutes: $maxMinutes } }) {
    totalCount
    edges {
      node {
        title
        readingTime {
          label
        }
      }
    }
  }
}
`,
  variables: variables({ slug: 'harbour-gauge-reads-a-century', maxMinutes: 5 }),
};

const paging: ReadyOperation = {
  query: `# A list in pages of five. For the next page, copy endCursor from the result
# into the variable "after" and run the query again.
# Use edges in lists that load several pages: client caches join pages by edges.
query Paging($after: String) {
  articles(first: 5, after: $after, filter: { language: "en" }) {
    totalCount
    edges {
      node {
        id
        title
        publishedAt
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
`,
  variables: variables({ after: null }),
};

/**
 * What a developer finds ready to run in GraphiQL, in the order of the tabs.
 *
 * The first two are the pages that clients are written against. A tab bears its operation's name,
 * so the names are short.
 */
export const READY_OPERATIONS: readonly ReadyOperation[] = [
  articlePage,
  frontPage,
  topicWithArticles,
  relatedPosts,
  readingTime,
  paging,
];

function variables(values: Record<string, string | number | null>): string {
  return JSON.stringify(values, null, 2);
}
